/** The desk of quality: objectives with the figures that tell how they stand, and the rows behind each figure. */
export { objectivesBeside } from './objectives-beside.ts';
