/**
 * A migration to rehearse with: two PostgreSQL servers on this computer, a sample store with data, and an application
 * that keeps writing to it.
 */
package dev.planetfall.demo;
