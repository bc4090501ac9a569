package dev.planetfall.migration;

/** What both servers have at one place of a schema, for people. */
public interface BothDefinitions {
    /** Such as {@code column public.orders.total}, see {@link SchemaPlace}. */
    String what();

    /** The source's definition; empty when it has none. */
    String onSource();

    /** The target's definition; empty when it has none. */
    String onTarget();

    /** The place, in words. */
    default String named() {
        return SchemaPlace.named(what());
    }

    /** The source's definition for people, who read a word where there is none. */
    default String shownOnSource() {
        return SchemaPlace.shown(onSource());
    }

    /** The target's definition for people, who read a word where there is none. */
    default String shownOnTarget() {
        return SchemaPlace.shown(onTarget());
    }
}
