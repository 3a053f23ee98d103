package studio.backline.plugins.crm.importing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import studio.backline.contract.consent.Standing;
import studio.backline.contract.subject.SubjectId;
import studio.backline.plugins.crm.CrmHost;
import studio.backline.plugins.crm.importing.ImportSample.Outcome;

/** A new row that may be about somebody who said no brings nobody's permission. */
class NamesakesTest {

    private static final String ADA = "id,name,email\n1,Ada King,a@example.org\n";

    private final Importing files = new Importing();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "id,name,email,status\n2,Ada King,new@example.org,subscribed\n",
                "name,email\nÁda KING,new@example.org\n",
                "id,given name,last name,email\n2,Ada,King,new@example.org\n",
                "id,name,email\n2,Bo Li,a@example.org\n"
            })
    void isTakenWithoutPermissionAndTold(String row) {
        files.run(
                () -> {
                    files.imported(ADA);
                    SubjectId ada = files.byName("Ada King");
                    files.withdrawn(ada);

                    ImportId id = files.rehearsed(row);
                    assertThat(namesakes(id)).containsExactly(ada.toString());
                    CrmHost.runs(files.imports(), id);
                    assertThat(files.counts(id).created()).isEqualTo(1);
                    assertThat(files.imports().namesakes(id)).isOne();
                    assertThat(namesakes(id)).containsExactly(ada.toString());
                    assertThat(files.rows().stream().filter(person -> !person.id().equals(ada)))
                            .singleElement()
                            .satisfies(person -> assertThat(files.stateOf(person.id())).isEmpty());
                });
    }

    @Test
    void keepsItsPermissionWhereNobodySaidNo() {
        files.run(
                () -> {
                    files.imported(ADA);
                    files.imported("id,name,email,status\n1,Ada King,a@example.org,bounced\n");
                    ImportId id = files.imported("id,name,email\n2,Ada King,new@example.org\n");
                    assertThat(namesakes(id)).isEmpty();
                    assertThat(files.rows())
                            .allSatisfy(
                                    person ->
                                            assertThat(files.stateOf(person.id()))
                                                    .contains(Standing.State.GRANTED));
                });
    }

    @Test
    void keepsItsPermissionWhereOneWordAloneIsTheSame() {
        files.run(
                () -> {
                    files.imported("name,email\nAda,a@example.org\n");
                    files.withdrawn(files.byName("Ada"));
                    files.imported("name,email\nAda,b@example.org\nAda Li,c@example.org\n");
                    assertThat(files.standing("Ada Li")).isEqualTo(Standing.State.GRANTED);
                    assertThat(files.rows().stream().map(row -> files.stateOf(row.id())))
                            .filteredOn(state -> state.equals(Optional.of(Standing.State.GRANTED)))
                            .hasSize(2);
                });
    }

    @Test
    void isBelievedWhereOneFileTellsTwoOfThatNameApart() {
        files.run(
                () -> {
                    files.imported("name,email\nSomebody Else,else@example.org\n");
                    files.imported(
                            """
                            id,name,email,status
                            1,John Smith,one@example.org,unsubscribed
                            2,John Smith,two@example.org,subscribed
                            """);
                    assertThat(
                                    files.rows().stream()
                                            .filter(row -> row.display().equals("John Smith"))
                                            .map(row -> files.stateOf(row.id()).orElseThrow()))
                            .containsExactlyInAnyOrder(
                                    Standing.State.WITHDRAWN, Standing.State.GRANTED);
                });
    }

    private List<String> namesakes(ImportId id) {
        return files.imports().samples(id).stream()
                .filter(sample -> sample.outcome() == Outcome.NAMESAKE)
                .map(ImportSample::detail)
                .toList();
    }
}
