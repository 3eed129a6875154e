import { type ElementOperation } from './element-operation';
import { isPresent, type Row, RowBuilder } from './rows';

/** Another value for each value of each row; the result is another metric. */
export function mapRows(rows: readonly Row[], change: (value: number, step: number) => number): Row[] {
  return rows.map((row) => ({ ...row, labels: row.labels.withoutName(), values: row.values.map((value, step) => change(value, step)) }));
}

/** Combines each element with a scalar; `scalarFirst` where the scalar is on the left. */
export function combineWithScalar(rows: readonly Row[], scalar: Float64Array, operation: ElementOperation, scalarFirst: boolean): Row[] {
  const { value, keeps, filters } = operation;
  if (!filters) return mapRows(rows, scalarFirst ? (element, step) => value(scalar[step], element) : (element, step) => value(element, scalar[step]));
  return filterRows(rows, (row, step) => (scalarFirst ? keeps(scalar[step], row.values[step]) : keeps(row.values[step], scalar[step])));
}

/** Leaves out values; rows without any are left out too. */
export function filterRows(rows: readonly Row[], isKept: (row: Row, step: number, index: number) => boolean): Row[] {
  return rows.flatMap((row, index) => {
    const builder = new RowBuilder(row.values.length);
    for (let step = 0; step < row.values.length; step++) {
      if (isPresent(row, step) && isKept(row, step, index)) builder.set(step, row.values[step]);
    }
    return builder.count > 0 ? [builder.row(row.labels)] : [];
  });
}

/** The value of the only element at each step, and NaN where there are none or several. */
export function onlyValues(rows: readonly Row[], steps: number): Float64Array {
  const counts = new Uint32Array(steps);
  const values = new Float64Array(steps).fill(NaN);
  for (const row of rows) {
    for (let step = 0; step < steps; step++) {
      if (isPresent(row, step)) values[step] = counts[step]++ === 0 ? row.values[step] : NaN;
    }
  }
  return values;
}
