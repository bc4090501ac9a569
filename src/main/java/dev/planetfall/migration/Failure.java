package dev.planetfall.migration;

/**
 * Why a step stopped.
 *
 * @param sentence what was attempted, on which server, and what happened
 * @param advice what the person can do next
 */
public record Failure(String sentence, String advice) {}
