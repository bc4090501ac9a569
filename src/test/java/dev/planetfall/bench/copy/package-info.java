/** What a copy costs: the same database copied in each way that people use, one after the other, in one run. */
package dev.planetfall.bench.copy;
