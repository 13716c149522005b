/** Loaded before a command whose memory is measured: its last word on standard error is the most that it held, in kilobytes. */
process.once('exit', () => process.stderr.write(`\n${process.resourceUsage().maxRSS}\n`));
