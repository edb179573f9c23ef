import { type Matrix, matrixInverse } from './matrix-inverse.ts';
import { dot } from './ppi-regression.ts';

/** A function to be made least, at one point. */
export interface NewtonPoint {
  readonly loss: number;
  readonly gradient: readonly number[];
  readonly hessian: Matrix;
}

const MOST_STEPS = 200;

/** The point of `d` coordinates at which the loss is least, by Newton's method from 0; null where none is found. */
export function newton(d: number, at: (point: readonly number[]) => NewtonPoint): readonly number[] | null {
  let point: readonly number[] = new Array<number>(d).fill(0);
  let { loss, gradient, hessian } = at(point);
  for (let step = 0; step < MOST_STEPS; step++) {
    const inverse = matrixInverse(hessian);
    if (inverse === null) {
      return null;
    }
    const direction = inverse.map((row) => dot(row, gradient));
    if (direction.every((part, j) => Math.abs(part) < 1e-12 * Math.max(1, Math.abs(point[j]!)))) {
      return point;
    }
    // Where the loss is convex near the solution only, a step that does not lower it is shortened.
    let size = 1;
    let next = at(moved(point, direction, size));
    while (!(next.loss <= loss + 1e-14 * Math.abs(loss)) && size > 1e-10) {
      size /= 2;
      next = at(moved(point, direction, size));
    }
    point = moved(point, direction, size);
    ({ loss, gradient, hessian } = next);
  }
  return null;
}

function moved(from: readonly number[], direction: readonly number[], size: number): readonly number[] {
  return from.map((value, j) => value - size * direction[j]!);
}
