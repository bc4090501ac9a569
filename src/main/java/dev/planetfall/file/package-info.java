/** Files that nobody but the person who runs the program may read. */
package dev.planetfall.file;
