/** What explains the window: what happens on a page and where, the words it uses, and PlanetScale's own documentation. */
package dev.planetfall.ui.help;
