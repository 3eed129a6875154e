import { type Construct, Dependable, type IConstruct, type IDependable } from 'constructs';

/**
 * Some children of a construct, as they are at synth, to depend on.
 *
 * A dependency on an object itself would bring it back when somebody has removed it.
 */
export class Siblings implements IDependable {
  constructor(private readonly scope: Construct, private readonly isOne: (child: IConstruct) => boolean) {
    Dependable.implement(this, this);
  }

  public get dependencyRoots(): IConstruct[] {
    return this.scope.node.children.filter(this.isOne);
  }
}
