/** Tells alarms outside of the program: as the system's notifications, and to a webhook. Never rows, never secrets. */
package dev.planetfall.notice;
