package dev.planetfall.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LsnTest {
    @ParameterizedTest
    @ValueSource(strings = {"0/0", "16/B374D848", "FFFFFFFF/FFFFFFFF", "1/0"})
    void printsWhatItReads(String text) {
        assertThat(Lsn.parse(text)).hasToString(text);
    }

    @Test
    void ordersAcrossTheWholeRange() {
        assertThat(Lsn.parse("FFFFFFFF/0")).isGreaterThan(Lsn.parse("7FFFFFFF/FFFFFFFF"));
        assertThat(Lsn.parse("1/0").isAtLeast(Lsn.parse("0/FFFFFFFF"))).isTrue();
    }

    @Test
    void countsBytesBetween() {
        assertThat(Lsn.parse("1/0").bytesSince(Lsn.parse("0/FFFFFF00"))).isEqualTo(256);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "16", "/", "16/", "/B3", "x/y"})
    void refusesWhatIsNoPosition(String text) {
        assertThatThrownBy(() -> Lsn.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
