package dev.planetfall.ui.control.chart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planetfall.ui.control.chart.Decimation.Slice;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DecimationTest {
    @Test
    void leavesFewAlone() {
        List<Slice> few = List.of(slice(1, 5), slice(2, 3));

        assertThat(Decimation.of(few, new Span(0, 10), 300)).isEqualTo(few);
    }

    @Test
    void keepsEveryPeakInOrder() {
        List<Slice> many = IntStream.range(0, 10_000)
                .mapToObj(x -> slice(x, x == 7_777 ? 900 : x == 1_234 ? -900 : x % 3))
                .toList();

        List<Slice> kept = Decimation.of(many, new Span(0, 10_000), 300);

        assertThat(kept)
                .hasSize(300)
                .anyMatch(slice -> slice.most() == 900)
                .anyMatch(slice -> slice.least() == -900)
                .isSortedAccordingTo((one, other) -> Double.compare(one.x(), other.x()));
    }

    @Test
    void drawsTheMeanOfWhatFallsTogether() {
        List<Slice> kept = Decimation.of(List.of(slice(1, 2), slice(2, 4), slice(3, 9)), new Span(0, 10), 1);

        assertThat(kept).containsExactly(new Slice(3, 2, 9, 5, 3));
    }

    private static Slice slice(double x, double y) {
        return new Slice(x, y, y, y, 1);
    }
}
