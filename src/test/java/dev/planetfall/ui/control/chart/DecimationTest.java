package dev.planetfall.ui.control.chart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planetfall.ui.control.chart.Decimation.Point;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DecimationTest {
    @Test
    void leavesFewPointsAlone() {
        List<Point> few = List.of(new Point(1, 5), new Point(2, 3));

        assertThat(Decimation.of(few, new Span(0, 10), 300)).isEqualTo(few);
    }

    @Test
    void keepsEveryPeakInOrder() {
        List<Point> many = IntStream.range(0, 10_000)
                .mapToObj(x -> new Point(x, x == 7_777 ? 900 : x == 1_234 ? -900 : x % 3))
                .toList();

        List<Point> kept = Decimation.of(many, new Span(0, 10_000), 300);

        assertThat(kept)
                .hasSizeLessThanOrEqualTo(600)
                .contains(new Point(7_777, 900), new Point(1_234, -900))
                .isSortedAccordingTo((one, other) -> Double.compare(one.x(), other.x()));
    }
}
