package dev.planetfall.migration;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProgressTest {
    @Test
    void saysAmountsWithTheRightPlural() {
        assertThat(new Progress("Refreshing", 0, 1, "views").amount()).isEqualTo("0 of 1 view");
        assertThat(new Progress("Creating", 3, 1_400, "objects").amount()).isEqualTo("3 of 1,400 objects");
        assertThat(new Progress("Copying", 1 << 20, 3 << 20, "bytes").amount()).isEqualTo("1.00 MB of 3.00 MB");
        assertThat(new Progress("Reading", 7, 0, "objects").amount()).isEqualTo("7 objects");
        assertThat(new Progress("Reading", 0, 0, "objects").amount()).isEmpty();
    }
}
