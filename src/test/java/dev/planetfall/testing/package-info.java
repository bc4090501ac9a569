/**
 * What tests need to run against real servers: {@link dev.planetfall.testing.TwoPostgresExtension} lends a fresh pair of
 * databases to each test and fails the test that leaves something behind on them.
 */
package dev.planetfall.testing;
