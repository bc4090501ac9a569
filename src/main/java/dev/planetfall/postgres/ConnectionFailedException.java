package dev.planetfall.postgres;

/** No session could be opened. The message is one sentence for people that names the server and what to do. */
public final class ConnectionFailedException extends DatabaseException {
    private final ConnectionProblem problem;

    public ConnectionFailedException(ConnectionProblem problem, SqlState state, String sentence, Throwable cause) {
        super(state, sentence, cause);
        this.problem = problem;
    }

    public ConnectionProblem problem() {
        return problem;
    }
}
