package studio.backline.plugins.crm.person.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static studio.backline.plugins.crm.CrmWindow.all;
import static studio.backline.plugins.crm.CrmWindow.first;
import static studio.backline.plugins.crm.CrmWindow.press;

import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import studio.backline.contract.subject.SubjectId;
import studio.backline.plugins.crm.CrmHost;
import studio.backline.plugins.crm.consent.ConsentService;
import studio.backline.plugins.crm.consent.SaidNo;
import studio.backline.plugins.crm.consent.ui.SaidNoQuestion;
import studio.backline.plugins.crm.contact.ContactPoint;
import studio.backline.plugins.crm.note.Note;
import studio.backline.plugins.crm.note.NoteService;
import studio.backline.plugins.crm.note.ui.PartyNotes;
import studio.backline.plugins.crm.party.PartyRef;
import studio.backline.plugins.crm.person.Affiliation;
import studio.backline.plugins.crm.person.PersonService;
import studio.backline.plugins.crm.tag.TagService;
import studio.backline.plugins.crm.ui.CrmWords;
import studio.backline.testkit.flat.FlatHost;

/** What is pasted and too long is refused at its field, whole: none of it is cut unsaid. */
class RefuseTooLongTextsTest {

    private static final ContactPoint MAIL = ContactPoint.mail("bo@example.org");

    @RegisterExtension private final PersonWindow window = new PersonWindow();

    private final FlatHost host = window.host();
    private final PersonService people = window.people();
    private final CrmWords words = window.words();

    @Test
    void whereAPersonWorksAndAsWhat() {
        window.run(
                () -> {
                    PersonForm form = new PersonForm(words, host.bean(TagService.class));
                    form.show(CrmHost.person("Bo", "Li"));
                    press(form, "Add an organisation");
                    AffiliationLine line = first(form, AffiliationLine.class);
                    List<TextField> fields = all(line, TextField.class);
                    assertThat(fields).extracting(TextField::getMaxLength).containsOnly(0);
                    fields.getFirst().setValue("o".repeat(Affiliation.MAX_LENGTH));
                    fields.getLast().setValue("p".repeat(Affiliation.MAX_LENGTH + 1));
                    assertThat(form.read()).isEmpty();
                    assertThat(fields.getFirst().isInvalid()).isFalse();
                    assertThat(fields.getLast().getErrorMessage())
                            .isEqualTo("“As” is too long: 200 characters at most.");

                    fields.getLast().setValue("Oboe");
                    fields.getFirst().setValue("o".repeat(Affiliation.MAX_LENGTH + 1));
                    assertThat(form.read()).isEmpty();
                    assertThat(fields.getFirst().getErrorMessage())
                            .isEqualTo("“Organisation” is too long: 200 characters at most.");
                    assertThat(fields.getLast().isInvalid()).isFalse();
                });
    }

    @Test
    void howANoIsKnown() {
        window.run(
                () -> {
                    SaidNoQuestion<ContactPoint> question =
                            new SaidNoQuestion<>(
                                    words, "crm.no.person.", List.of(MAIL), ContactPoint::value);
                    question.ask(
                            (what, no) -> {
                                throw new AssertionError("Recorded " + no);
                            },
                            () -> {});
                    TextField told = all(question, TextField.class).getLast();
                    assertThat(told.getMaxLength()).as("cuts what is pasted").isZero();
                    told.setValue("t".repeat(SaidNo.MAX_SOURCE + 1));
                    press(question, "Record their no");
                    assertThat(told.getErrorMessage())
                            .isEqualTo("“How do you know?” is too long: 200 characters at most.");
                    assertThat(question.isOpened()).isTrue();
                });
    }

    @Test
    void whyAnAddressIsOpenedAgain() {
        window.run(
                () -> {
                    SubjectId bo = people.add(CrmHost.person("Bo", "Li", MAIL)).id();
                    ConsentService consents = host.bean(ConsentService.class);
                    OpenAddressDialog dialog = new OpenAddressDialog(words, "crm.bounce.", MAIL);
                    dialog.ask(reason -> consents.open(bo, MAIL, reason), () -> {});
                    TextField reason = first(dialog, TextField.class);
                    assertThat(reason.getMaxLength()).as("cuts what is pasted").isZero();
                    reason.setValue("r".repeat(ConsentService.MAX_REASON + 1));
                    press(dialog, "Open bo@example.org");
                    assertThat(reason.getErrorMessage())
                            .isEqualTo("“Reason” is too long: 200 characters at most.");
                    assertThat(dialog.isOpened()).isTrue();
                });
    }

    @Test
    void aNote() {
        window.run(
                () -> {
                    SubjectId bo = people.add(CrmHost.person("Bo", "Li", MAIL)).id();
                    PartyNotes notes =
                            new PartyNotes(
                                    words,
                                    host.bean(NoteService.class),
                                    PartyRef.of(bo),
                                    Runnable::run);
                    TextArea text = first(notes, TextArea.class);
                    assertThat(text.getMaxLength()).as("cuts what is pasted").isZero();
                    text.setValue("n".repeat(Note.MAX_LENGTH + 1));
                    press(notes, "Seal this note");
                    assertThat(text.getErrorMessage())
                            .isEqualTo("“Note” is too long: 20,000 characters at most.");
                    assertThat(text.getValue()).hasSize(Note.MAX_LENGTH + 1);
                });
    }
}
