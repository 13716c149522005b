/** The records desk: forms as they were filled, on the screen and on paper. */
export { printRequestOf } from './print-record.ts';
