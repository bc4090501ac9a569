package dev.planetfall.migration;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuantitiesTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0 bytes",
        "1023, 1023 bytes",
        "1024, 1.00 kB",
        "10240, 10.0 kB",
        "1073741824, 1.00 GB",
        "219902325555200, 200 TB",
        "-2048, -2.00 kB"
    })
    void printsSizes(long bytes, String text) {
        assertThat(Quantities.bytes(bytes)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"PT0.64S, 640 ms", "PT4.2S, 4.2 s", "PT3M20S, 3 min 20 s", "PT2H5M, 2 h 5 min", "P3DT4H, 3 d 4 h"})
    void printsTimes(Duration time, String text) {
        assertThat(Quantities.duration(time)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "PT0.2S, 1 s",
        "PT42.7S, 42 s",
        "PT1M, 1 min",
        "PT3M59S, 3 min",
        "PT2H, 2 h",
        "PT2H5M9S, 2 h 5 min",
        "P3D, 3 d",
        "P3DT4H, 3 d 4 h"
    })
    void printsHowLongAgoSomethingWas(Duration time, String text) {
        assertThat(Quantities.age(time)).isEqualTo(text);
    }

    @Test
    void separatesThousands() {
        assertThat(Quantities.count(1_234_567)).isEqualTo("1,234,567");
    }
}
