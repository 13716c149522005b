-- Goals of the chapter count quantities of requests that no register has counted yet: all is counted anew, in portions.
truncate pledge.register_count, pledge.register_counting;
