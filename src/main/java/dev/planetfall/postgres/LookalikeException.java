package dev.planetfall.postgres;

/** Somebody answered who is not PostgreSQL. The message is one sentence for people. */
public final class LookalikeException extends DatabaseException {
    private final Lookalike lookalike;

    public LookalikeException(Lookalike lookalike) {
        super(SqlState.NONE, lookalike.explain());
        this.lookalike = lookalike;
    }

    public Lookalike lookalike() {
        return lookalike;
    }
}
