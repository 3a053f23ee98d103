package studio.backline.plugins.crm.importing.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.combobox.MultiSelectComboBox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.textfield.TextField;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import studio.backline.contract.consent.LawfulBasis;
import studio.backline.plugins.crm.PartyRole;
import studio.backline.plugins.crm.PlainText;
import studio.backline.plugins.crm.RefusedInputException;
import studio.backline.plugins.crm.importing.ImportDraft;
import studio.backline.plugins.crm.importing.ImportPlan;
import studio.backline.plugins.crm.party.PartyTables;
import studio.backline.plugins.crm.tag.TagService;
import studio.backline.plugins.crm.ui.CrmWords;
import studio.backline.plugins.crm.ui.DayField;
import studio.backline.plugins.crm.ui.TagsField;
import studio.backline.screens.HouseWords;

/**
 * On what the new people may be written to: why, from where, since when. Of organisations no
 * consent is kept: a no for one of their addresses is one of the file, of the day on which it is
 * brought.
 */
final class ImportPermissionStep extends Div {

    private final CrmWords words;
    private final ImportDraft draft;
    private final RadioButtonGroup<LawfulBasis> basis = new RadioButtonGroup<>();
    private final TextField source = new TextField();
    private final DayField since;
    private final MultiSelectComboBox<PartyRole> roles = HouseWords.in(new MultiSelectComboBox<>());
    private final TagsField tags;
    private final ComboBox<String> country = new ComboBox<>();

    ImportPermissionStep(
            CrmWords words,
            TagService tagService,
            ImportDraft draft,
            ImportAnswers answers,
            Consumer<ImportAnswers> back,
            Consumer<ImportPlan> next) {
        this.words = words;
        this.draft = draft;
        this.tags = new TagsField(words, tagService);
        this.since =
                new DayField(
                        words.get("crm.import.permission.since"),
                        LocalDate.now(ZoneId.systemDefault()));
        addClassName("bl-stack-body");
        setUpPermission();
        setUpRest();
        fill(answers);
        Paragraph rule = new Paragraph(words.get("crm.import.permission.rule"));
        rule.addClassNames("bl-small", "bl-dim");
        Div form =
                isOfPeople()
                        ? new Div(basis, source, since, rule, roles, tags, country)
                        : new Div(roles, tags);
        form.addClassName("bl-form");
        Button columnsAgain =
                new Button(words.get("crm.import.back.columns"), click -> back.accept(answers()));
        Button go =
                new Button(
                        words.get("crm.import.permission.next"), click -> plan().ifPresent(next));
        go.addThemeVariants(ButtonVariant.PRIMARY);
        Div foot = new Div(columnsAgain, go);
        foot.addClassName("bl-screen-foot");
        add(form, foot);
    }

    private void setUpPermission() {
        basis.setLabel(words.get("crm.import.permission.basis"));
        basis.setItems(LawfulBasis.values());
        basis.setItemLabelGenerator(value -> words.get("crm.basis." + code(value)));
        basis.addThemeName("vertical");
        basis.setRequiredIndicatorVisible(true);
        source.setLabel(words.get("crm.import.permission.source"));
        source.setHelperText(words.get("crm.import.permission.source.hint"));
        source.setRequiredIndicatorVisible(true);
        since.setHelperText(words.get("crm.import.permission.since.hint"));
        since.setRequiredIndicatorVisible(true);
    }

    private void setUpRest() {
        roles.setLabel(words.get("crm.import.roles"));
        roles.setItems(PartyRole.values());
        roles.setItemLabelGenerator(words::role);
        tags.setLabel(words.get("crm.import.tags"));
        Locale locale = CrmWords.locale();
        country.setLabel(words.get("crm.import.country"));
        country.setHelperText(words.get("crm.import.country.hint"));
        country.setItemLabelGenerator(code -> countryName(code, locale));
        country.setItems(
                Stream.of(Locale.getISOCountries())
                        .sorted(Comparator.comparing(code -> countryName(code, locale)))
                        .toList());
        country.setClearButtonVisible(true);
    }

    private void fill(ImportAnswers answers) {
        answers.basis().ifPresent(basis::setValue);
        source.setValue(answers.source());
        since.setValue(answers.since());
        roles.setValue(answers.roles());
        tags.show(answers.tags());
        answers.country().ifPresent(country::setValue);
    }

    private ImportAnswers answers() {
        return new ImportAnswers(
                basis.getOptionalValue(),
                source.getValue(),
                since.getValue(),
                roles.getValue(),
                tags.getValue(),
                country.getOptionalValue());
    }

    private static String countryName(String code, Locale locale) {
        return Locale.of("", code).getDisplayCountry(locale);
    }

    private static String code(LawfulBasis value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private boolean isOfPeople() {
        return draft.kind() == PartyTables.PERSON;
    }

    private Optional<ImportPlan> plan() {
        if (!isOfPeople()) {
            return Optional.of(
                    ImportPlan.ofOrganisations(
                            draft.columns(),
                            PlainText.start(draft.fileName(), ImportPlan.MAX_SOURCE),
                            LocalDate.now(ZoneId.systemDefault()),
                            roles.getValue(),
                            tags.getValue()));
        }
        source.setInvalid(false);
        since.setInvalid(false);
        boolean whole =
                filled(basis.isEmpty(), () -> refuseBasis())
                        & filled(
                                source.getValue().isBlank(),
                                () ->
                                        refuseSource(
                                                words.get("crm.import.permission.source.missing")))
                        & filled(since.day().isEmpty(), () -> refuseSince());
        if (!whole) {
            focusFirstWrong();
            return Optional.empty();
        }
        try {
            return Optional.of(
                    new ImportPlan(
                            draft.columns(),
                            basis.getValue(),
                            source.getValue(),
                            since.day().orElseThrow(),
                            roles.getValue(),
                            tags.getValue(),
                            country.getOptionalValue().orElse("")));
        } catch (RefusedInputException refusal) {
            refuseSource(words.refused(refusal));
            source.focus();
            return Optional.empty();
        }
    }

    private void focusFirstWrong() {
        if (basis.isInvalid()) {
            basis.getElement().callJsFunction("focus");
        } else if (source.isInvalid()) {
            source.focus();
        } else {
            since.focus();
        }
    }

    private static boolean filled(boolean missing, Runnable refuse) {
        if (missing) {
            refuse.run();
        }
        return !missing;
    }

    private void refuseBasis() {
        basis.setErrorMessage(words.get("crm.import.permission.basis.missing"));
        basis.setInvalid(true);
    }

    private void refuseSource(String message) {
        source.setErrorMessage(message);
        source.setInvalid(true);
    }

    private void refuseSince() {
        String wrong = since.isTooLate() ? "future" : "missing";
        since.setErrorMessage(words.get("crm.import.permission.since." + wrong));
        since.setInvalid(true);
    }
}
