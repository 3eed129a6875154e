/** A function of a number; further arguments are scalars. */
export interface ElementFunction {
  readonly of: (value: number, parameters: readonly number[]) => number;
  /** Whether scalars of this kind leave nothing. */
  readonly isVoid?: (parameters: readonly number[]) => boolean;
}

/** @see https://prometheus.io/docs/prometheus/latest/querying/functions/ */
export const ELEMENT_FUNCTIONS: Readonly<Record<string, ElementFunction>> = {
  ...each({
    abs: Math.abs,
    ceil: Math.ceil,
    floor: Math.floor,
    exp: Math.exp,
    sqrt: Math.sqrt,
    ln: Math.log,
    log2: Math.log2,
    log10: Math.log10,
    sin: Math.sin,
    cos: Math.cos,
    tan: Math.tan,
    asin: Math.asin,
    acos: Math.acos,
    atan: Math.atan,
    sinh: Math.sinh,
    cosh: Math.cosh,
    tanh: Math.tanh,
    asinh: Math.asinh,
    acosh: Math.acosh,
    atanh: Math.atanh,
    rad: (degrees) => degrees * Math.PI / 180,
    deg: (radians) => radians * 180 / Math.PI,
    sgn: (value) => (value < 0 ? -1 : value > 0 ? 1 : value),
  }),
  round: { of: (value, [unit = 1]) => Math.floor(value * (1 / unit) + 0.5) / (1 / unit) },
  clamp: { of: (value, [least, most]) => maximum(least, minimum(most, value)), isVoid: ([least, most]) => most < least },
  clamp_min: { of: (value, [least]) => maximum(least, minimum(Infinity, value)) },
  clamp_max: { of: (value, [most]) => maximum(-Infinity, minimum(most, value)) },
};

function each(functions: Readonly<Record<string, (value: number) => number>>): Record<string, ElementFunction> {
  return Object.fromEntries(Object.entries(functions).map(([name, of]) => [name, { of: (value: number) => of(value) }]));
}

/** In Go infinity beats NaN; in JavaScript NaN beats all. */
function maximum(left: number, right: number): number {
  return left === Infinity || right === Infinity ? Infinity : Math.max(left, right);
}

function minimum(left: number, right: number): number {
  return left === -Infinity || right === -Infinity ? -Infinity : Math.min(left, right);
}
