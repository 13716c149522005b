/** A program that opens the database of a data folder, says its URL, and gives it back when its input ends. */
import { openDatabase } from '../database.ts';

const database = await openDatabase({ dataDir: process.argv[2] ?? '' });
process.stdout.write(`${database.ownerUrl}\n`);
process.stdin.resume().once('end', () => void database.stop());
