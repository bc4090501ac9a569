/**
 * What the program says, in the language of the person: sentences live in {@code messages.properties}, one file for each language, and
 * code names them by key.
 */
package dev.planetfall.language;
