package dev.planetfall.report;

import java.util.List;

/**
 * A chart as the template draws it in SVG: numbers and words only, so that nothing in it can be anything but a picture.
 *
 * @param description of all that the picture shows, for who cannot see it
 * @param width of the picture in its own units, which are the pixels of a wide page
 * @param left edge of the plot, where the axis stands
 * @param right edge of the plot
 * @param bottom edge of the plot, where the value is zero
 * @param limit a value that must not be reached, as its line's place; empty without one
 * @param legend of the curves where there is more than one
 */
record ChartPicture(
        String title,
        String description,
        String width,
        String height,
        String left,
        String right,
        String bottom,
        List<Tick> ticks,
        List<Moment> moments,
        List<Curve> curves,
        List<Tick> limit,
        List<Sample> legend) {

    /** A horizontal line with a value. */
    record Tick(String y, String textY, String words) {}

    /**
     * A place on the axis of time.
     *
     * @param anchor how the words stand to the place, in SVG's terms
     */
    record Moment(String x, String words, String anchor) {}

    /**
     * @param kind the style class
     * @param area between the lowest and the highest values, as SVG's path
     * @param line through the usual values, as SVG's path
     */
    record Curve(String kind, String area, String line) {}

    /** @param x where its sample stands */
    record Sample(String kind, String x, String textX, String words) {}
}
