package dev.planetfall.ui.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planetfall.migration.MigrationState;
import dev.planetfall.migration.Phase;
import dev.planetfall.migration.Scope;
import dev.planetfall.migration.run.SourceTables.Choice;
import dev.planetfall.postgres.Identifier;
import dev.planetfall.postgres.LargeObjects;
import dev.planetfall.postgres.QualifiedName;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ScopeViewModelTest {
    private static final Choice CUSTOMER = choice("shop", "customer");
    private static final Choice ORDERS = new Choice(
            QualifiedName.of("shop", "orders"),
            10,
            2048,
            List.of(QualifiedName.of("shop", "orders_2024"), QualifiedName.of("shop", "orders_2025")));
    private static final Choice USERS = choice("auth", "users");

    private final ScopeViewModel model = new ScopeViewModel();

    @Test
    void ticksEverythingButTheProvidersOwnSchemas() {
        model.load(List.of(CUSTOMER, ORDERS, USERS), Scope.EVERYTHING, ids("auth", "storage"));

        assertThat(model.totalsProperty().get()).isEqualTo("2 of 3 tables chosen with 2 partitions, 3.00 kB");
        assertThat(model.scope()).isEqualTo(new Scope(ids("auth", "storage"), Set.of()));
    }

    @Test
    void movesAProvidersSchemaThatWasTicked() {
        model.load(List.of(CUSTOMER, USERS), Scope.EVERYTHING, ids("auth"));

        tick(USERS, true);

        assertThat(model.scope()).isEqualTo(Scope.EVERYTHING);
    }

    @Test
    void leavesLargeObjectsOutWithoutTheServersOwnSchema() {
        Choice objects = choice("pg_catalog", "pg_largeobject");
        model.load(List.of(CUSTOMER, objects), Scope.EVERYTHING, Set.of());

        tick(objects, false);

        assertThat(model.scope()).isEqualTo(new Scope(Set.of(), Set.of(LargeObjects.TABLE)));
    }

    @Test
    void leavesPartitionsOutWithTheirTable() {
        model.load(List.of(CUSTOMER, ORDERS), Scope.EVERYTHING, Set.of());

        tick(ORDERS, false);

        assertThat(model.totalsProperty().get()).isEqualTo("1 of 2 tables chosen, 1.00 kB");
        assertThat(model.scope())
                .isEqualTo(new Scope(
                        Set.of(),
                        Set.of(
                                QualifiedName.of("shop", "orders"),
                                QualifiedName.of("shop", "orders_2024"),
                                QualifiedName.of("shop", "orders_2025"))));
    }

    @Test
    void leavesASchemaOutOfWhichNothingIsTicked() {
        model.load(List.of(CUSTOMER, ORDERS, USERS), Scope.EVERYTHING, Set.of());

        tick(USERS, false);

        assertThat(model.scope()).isEqualTo(new Scope(ids("auth"), Set.of()));
    }

    @Test
    void keepsAnEarlierChoice() {
        Scope earlier = new Scope(Set.of(), Set.of(CUSTOMER.name()));

        model.load(List.of(CUSTOMER, ORDERS), earlier, Set.of());

        assertThat(model.scope()).isEqualTo(earlier);
    }

    @Test
    void goesOnOnlyWithATable() {
        assertThat(model.mayAdvanceProperty().get()).isFalse();
        model.load(List.of(CUSTOMER), Scope.EVERYTHING, Set.of());
        assertThat(model.mayAdvanceProperty().get()).isTrue();

        tick(CUSTOMER, false);
        assertThat(model.mayAdvanceProperty().get()).isFalse();
    }

    @Test
    void isSettledOnceTheSchemaWasCopied() {
        model.show(MigrationState.INITIAL);
        assertThat(model.settledProperty().get()).isFalse();

        model.show(Story.fold(
                Story.decided(), Story.started(Phase.CHECK), Story.done(Phase.CHECK), Story.started(Phase.SCHEMA)));

        assertThat(model.settledProperty().get()).isTrue();
        assertThat(model.mayAdvanceProperty().get()).isTrue();
    }

    private void tick(Choice choice, boolean chosen) {
        model.groups().stream()
                .flatMap(group -> group.entries().stream())
                .filter(entry -> entry.choice().equals(choice))
                .forEach(entry -> entry.chosen().set(chosen));
    }

    private static Choice choice(String schema, String table) {
        return new Choice(QualifiedName.of(schema, table), 5, 1024, List.of());
    }

    private static Set<Identifier> ids(String... names) {
        return Set.copyOf(List.of(names).stream().map(Identifier::new).toList());
    }
}
