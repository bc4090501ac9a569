/** Which operating system this is. What differs between them stands where it is needed. */
package dev.planetfall.os;
