import { canaryChart } from './canary-chart';

/* Prints the objects of the canary: the peer's literals. */
console.log(JSON.stringify(canaryChart().toJson()));
