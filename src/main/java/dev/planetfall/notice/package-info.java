/**
 * What this program does outside of its window: tells alarms and the ends of phases, draws progress, keeps this computer awake. Never rows,
 * never secrets.
 */
package dev.planetfall.notice;
