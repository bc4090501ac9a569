package dev.planetfall.faults;

/** Something wrong that stays until somebody mends it who was told of it. */
interface Trouble {
    /** What passes by itself. */
    Trouble NONE = course -> {};

    /** What a person does about it. */
    void mend(CutoverCourse course);

    /** Whether it would hinder the next cell. */
    default boolean isOutside() {
        return false;
    }

    /** Whether the application cannot write because of it, whatever the program does. */
    default boolean stops(CutoverCourse course) {
        return false;
    }
}
