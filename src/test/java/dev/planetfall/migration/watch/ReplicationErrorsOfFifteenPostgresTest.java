package dev.planetfall.migration.watch;

import dev.planetfall.testing.PostgresPair;

@PostgresPair(source = 15, target = 17)
class ReplicationErrorsOfFifteenPostgresTest extends ReplicationErrors {}
