package dev.planetfall.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.planetfall.migration.CheckGroup;
import dev.planetfall.migration.DiskNeed;
import dev.planetfall.migration.Finding;
import dev.planetfall.migration.MethodAdvice;
import dev.planetfall.migration.MigrationState;
import dev.planetfall.migration.Remedy;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The assessment for programs. Sizes are in bytes.
 *
 * @param planetfallAssessment the version of this form: raised when a program that reads it would be misled
 */
record AssessmentJson(
        int planetfallAssessment,
        String createdAt,
        String programVersion,
        String verdict,
        boolean blocked,
        String method,
        String methodReason,
        long tableBytes,
        long indexBytes,
        long recommendedDiskGigabytes,
        List<Entry> findings) {
    private static final int FORM = 1;
    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    /** One finding. */
    record Entry(
            String check,
            String group,
            String severity,
            String sentence,
            String advice,
            List<String> details,
            List<Fix> remedies) {}

    /** What mends a finding. */
    record Fix(String server, String sql, String effect, String undo, boolean forAdministrator) {}

    static String render(MigrationState state, Instant now, String programVersion) {
        Optional<MethodAdvice> advice = MethodAdvice.of(state);
        AssessmentJson json = new AssessmentJson(
                FORM,
                now.toString(),
                programVersion,
                AssessmentPage.verdict(state),
                state.isBlocked(),
                advice.map(known -> known.method().keyword()).orElse(""),
                advice.map(MethodAdvice::reason).orElse(""),
                state.disk().map(size -> size.dataBytes()).orElse(0L),
                state.disk().map(size -> size.indexBytes()).orElse(0L),
                state.diskNeed().map(DiskNeed::recommendedGigabytes).orElse(0L),
                Arrays.stream(CheckGroup.values())
                        .flatMap(group -> state.findings(group).stream().map(finding -> entry(group, finding)))
                        .toList());
        try {
            return MAPPER.writeValueAsString(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The assessment cannot be written as JSON", e);
        }
    }

    private static Entry entry(CheckGroup group, Finding finding) {
        return new Entry(
                finding.checkId(),
                group.title(),
                finding.severity().name().toLowerCase(Locale.ROOT),
                finding.sentence(),
                finding.advice(),
                finding.details(),
                finding.remedy().stream().map(AssessmentJson::fix).toList());
    }

    private static Fix fix(Remedy remedy) {
        return new Fix(remedy.side().label(), remedy.sql(), remedy.effect(), remedy.undo(), remedy.forAdministrator());
    }
}
