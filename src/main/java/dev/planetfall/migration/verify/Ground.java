package dev.planetfall.migration.verify;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.Side;
import dev.planetfall.migration.StepFailedException;
import dev.planetfall.postgres.QualifiedName;
import dev.planetfall.postgres.Session;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What both servers have in common, so that their rows can be compared.
 *
 * @param operatorSchemas of both
 */
record Ground(RowForm form, Both<ServerShape> shapes, Set<String> operatorSchemas) {
    /** @throws StepFailedException when the servers have no way to add up rows in common */
    static Ground explore(MigrationContext context) {
        return context.source().withSession(source -> context.target().withSession(target -> explore(source, target)));
    }

    private static Ground explore(Session source, Session target) {
        ComparedSession.prepare(source, false, List.of());
        ComparedSession.prepare(target, false, List.of());
        Both<ServerShape> shapes = new Both<>(ServerShape.read(source), ServerShape.read(target));
        HashFunction hash = HashFunction.bothHave(source, target)
                .orElseThrow(() -> new StepFailedException(
                        Messages.text("verify.ground.the-rows-cannot-be-compared"),
                        Messages.text("verify.ground.one-of-them-forbids-md5")));
        Set<String> operators = new TreeSet<>(shapes.source().operatorSchemas());
        operators.addAll(shapes.target().operatorSchemas());
        boolean recoded = !shapes.source().storesUtf8() || !shapes.target().storesUtf8();
        boolean oldFloats = shapes.source().hasOldFloats() || shapes.target().hasOldFloats();
        return new Ground(new RowForm(hash, recoded, oldFloats, false), shapes, operators);
    }

    void prepare(Session session) {
        ComparedSession.prepare(session, form.oldFloats(), operatorSchemas);
    }

    /** Whether the server finds a part of a table's file without reading all of it. */
    boolean splits(Side side) {
        return shapes.on(side).version().isAtLeast(14);
    }

    boolean isOn(Side side, QualifiedName table) {
        return shapes.on(side).tables().containsKey(table);
    }

    /** Of a table that both servers have. */
    ComparedTable table(QualifiedName name) {
        return ComparedTable.of(
                shapes.source().tables().get(name), shapes.target().tables().get(name));
    }
}
