/** The desktop this program runs on: its bus, its notifications, and what keeps it awake. Knows nothing of migrating. */
package dev.planetfall.desktop;
