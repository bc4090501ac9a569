package dev.planetfall.migration;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ScaleTest {
    private static final double MB = 1024 * 1024;

    @Test
    void marksBytesInRoundNumbersOfAPowerOf1024() {
        assertThat(Scale.ofBytes(43 * MB)).isEqualTo(new Scale(60 * MB, 20 * MB));
        assertThat(Scale.ofBytes(0)).isEqualTo(new Scale(1, 1));
        assertThat(Scale.ofBytes(700)).isEqualTo(new Scale(800, 200));
    }

    @Test
    void marksTimeWhereClocksHaveMarks() {
        assertThat(Scale.ofSeconds(5)).isEqualTo(new Scale(6, 2));
        assertThat(Scale.ofSeconds(200)).isEqualTo(new Scale(240, 60));
        assertThat(Scale.ofSeconds(0)).isEqualTo(new Scale(0.001, 0.001));
    }

    @Test
    void neverEndsBelowTheHighestValue() {
        for (double highest = 1; highest < 1e16; highest *= 3.7) {
            assertThat(Scale.ofBytes(highest).top()).isGreaterThanOrEqualTo(highest);
            assertThat(Scale.ofSeconds(highest).top()).isGreaterThanOrEqualTo(highest);
        }
    }
}
