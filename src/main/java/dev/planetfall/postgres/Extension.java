package dev.planetfall.postgres;

/** An installed extension. */
public record Extension(Identifier name, String version, Identifier schema) {}
