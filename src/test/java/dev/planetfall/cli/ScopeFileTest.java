package dev.planetfall.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.planetfall.migration.Scope;
import dev.planetfall.postgres.Identifier;
import dev.planetfall.postgres.QualifiedName;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ScopeFileTest {
    @Test
    void readsNamesAsSqlDoes() {
        Scope scope = ScopeFile.parse(List.of(
                "# what the new application does not need",
                "",
                "exclude-schema Audit",
                "  exclude-schema \"Audit\"",
                "exclude-table public.Junk",
                "exclude-table \"My \"\"odd\"\" schema\".\"a.b\""));

        assertThat(scope)
                .isEqualTo(new Scope(
                        Set.of(new Identifier("audit"), new Identifier("Audit")),
                        Set.of(QualifiedName.of("public", "junk"), QualifiedName.of("My \"odd\" schema", "a.b"))));
    }

    @Test
    void namesTheLineThatIsNotUnderstood() {
        assertThatThrownBy(() -> ScopeFile.parse(List.of("exclude-schema a", "exclude-table b")))
                .hasMessage("Line 2 is neither exclude-schema NAME nor exclude-table SCHEMA.TABLE: exclude-table b");
    }
}
