/** Comparing the rows of both servers, and what may be called verified. */
package dev.planetfall.migration.verify;
