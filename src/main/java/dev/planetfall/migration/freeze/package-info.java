/** The stop of writers on a server: what a role may do to that end, how it is lifted, and the proof that it held. */
package dev.planetfall.migration.freeze;
