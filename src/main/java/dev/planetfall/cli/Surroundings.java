package dev.planetfall.cli;

import dev.planetfall.store.AppDirectories;
import java.time.Clock;
import java.util.Map;

/**
 * What commands take from outside.
 *
 * @param environment variables, for passwords that do not belong into arguments
 */
record Surroundings(AppDirectories directories, Map<String, String> environment, Clock clock, Window window) {}
