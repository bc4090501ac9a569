/** Reusable nodes: they show what they are given and tell what was clicked. No page and no server is known here. */
package dev.planetfall.ui.control;
