/** What was measured, drawn over time: curves that share one window of time, one moment that is read, and one zoom. */
package dev.planetfall.ui.control.chart;
