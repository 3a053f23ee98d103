package studio.backline.plugins.crm.person.ui;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.QueryParameters;
import java.util.Optional;
import java.util.function.Supplier;
import studio.backline.contract.permission.Permissions;
import studio.backline.contract.subject.SubjectId;
import studio.backline.contract.text.Texts;
import studio.backline.plugins.crm.CrmPermissions;
import studio.backline.plugins.crm.consent.ConsentService;
import studio.backline.plugins.crm.consent.Standings;
import studio.backline.plugins.crm.note.NoteService;
import studio.backline.plugins.crm.note.ui.PartyNotes;
import studio.backline.plugins.crm.party.PartyGoneException;
import studio.backline.plugins.crm.party.PartyRef;
import studio.backline.plugins.crm.party.ui.LeftList;
import studio.backline.plugins.crm.party.ui.WhileThere;
import studio.backline.plugins.crm.person.PeopleSort;
import studio.backline.plugins.crm.person.PersonName;
import studio.backline.plugins.crm.person.PersonProfile;
import studio.backline.plugins.crm.person.PersonService;
import studio.backline.plugins.crm.tag.TagService;
import studio.backline.plugins.crm.ui.CrmWords;
import studio.backline.plugins.crm.ui.Crumbs;
import studio.backline.screens.Avatars;
import studio.backline.screens.EmptyState;
import studio.backline.screens.Icons;
import studio.backline.screens.PageHeader;
import studio.backline.screens.Toasts;

/** One person: what is known, and the notes. The name stands on the page and nowhere else. */
final class PersonView extends Div implements BeforeEnterObserver, HasDynamicTitle {

    private final CrmWords words;
    private final PersonService people;
    private final TagService tags;
    private final NoteService notes;
    private final ConsentService consents;
    private final Permissions permissions;

    PersonView(
            Texts texts,
            PersonService people,
            TagService tags,
            NoteService notes,
            ConsentService consents,
            Permissions permissions) {
        this.words = new CrmWords(texts);
        this.people = people;
        this.tags = tags;
        this.notes = notes;
        this.consents = consents;
        this.permissions = permissions;
        addClassName("bl-screen");
    }

    @Override
    public void beforeEnter(BeforeEnterEvent enter) {
        enter.getRouteParameters()
                .get(PersonNavigation.ID)
                .flatMap(PersonNavigation::id)
                .ifPresentOrElse(this::show, () -> enter.rerouteToError(NotFoundException.class));
    }

    @Override
    public String getPageTitle() {
        return words.get("crm.person.page-title");
    }

    void show(SubjectId id) {
        people.find(id).ifPresentOrElse(this::show, this::showGone);
    }

    private void show(PersonProfile person) {
        removeAll();
        new LeftList(PersonNavigation.LIST).opens(person.id().value());
        WhileThere there = whileThere(person.id());
        Standings standings = consents.of(person);
        PersonFacts known = new PersonFacts(words, person, standings);
        if (permissions.has(CrmPermissions.EDIT)) {
            offerConsentActs(known, person.id(), standings, there);
        }
        Div facts = new Div(known);
        Div columns = new Div(facts);
        columns.addClassName("bl-columns");
        if (permissions.has(CrmPermissions.NOTES)) {
            columns.add(new PartyNotes(words, notes, PartyRef.of(person.id()), there::act));
        }
        PageHeader header = header(person);
        add(crumbs(person), header, there, columns);
        if (isAttached()) {
            header.arrive();
        }
    }

    private void offerConsentActs(
            PersonFacts known, SubjectId id, Standings standings, WhileThere there) {
        ConsentActs acts = new ConsentActs(words, consents, there, () -> show(id));
        known.offerToOpen(mail -> acts.open(id, mail, standings));
        if (ConsentActs.mayRefuse(standings)) {
            known.offerToRefuse(() -> acts.refuse(id, standings));
        }
    }

    private void showGone() {
        removeAll();
        add(
                new Crumbs(words).to(PersonNavigation.LIST, "crm.people.title"),
                new PageHeader(words.get("crm.person.page-title")),
                new EmptyState(
                        words.get("crm.person.gone"),
                        new Button(
                                words.get("crm.person.gone.list"),
                                click -> UI.getCurrent().navigate(PersonNavigation.LIST))));
    }

    private Crumbs crumbs(PersonProfile person) {
        return new Crumbs(words)
                .to(PersonNavigation.listAt(person.id()), "crm.people.title")
                .neighbours(
                        neighbour(person, true).map(PersonNavigation::of),
                        neighbour(person, false).map(PersonNavigation::of));
    }

    /** In the list as it was left. */
    private Optional<SubjectId> neighbour(PersonProfile person, boolean before) {
        LeftList left = new LeftList(PersonNavigation.LIST);
        PeopleSort sort = left.sort().map(PeopleSort::valueOf).orElse(PeopleSort.NAME);
        return people
                .page(left.filter(), sort, Optional.of(sort.place(person)), before, 1)
                .rows()
                .stream()
                .findFirst()
                .map(row -> row.id());
    }

    private PageHeader header(PersonProfile person) {
        String name = person.details().display();
        PageHeader header = new PageHeader(name);
        String title = person.details().name().title();
        header.setMark(Avatars.of(PersonName.untitled(name, title), person.id().value(), true));
        header.setLine(words.rolesIn(person.details().roles(), person.details().city()));
        if (permissions.has(CrmPermissions.EDIT)) {
            Button delete =
                    new Button(
                            words.get("crm.person.delete"),
                            Icons.of("trash"),
                            click -> delete(person));
            Button edit =
                    new Button(
                            words.get("crm.person.edit"),
                            Icons.of("pencil"),
                            click -> edit(person));
            edit.addThemeVariants(ButtonVariant.PRIMARY);
            header.addActions(delete, edit);
        }
        return header;
    }

    private void edit(PersonProfile person) {
        people.find(person.id())
                .ifPresentOrElse(
                        current -> {
                            removeAll();
                            PageHeader header = new PageHeader(current.details().display());
                            add(
                                    new Crumbs(words).to(PersonNavigation.LIST, "crm.people.title"),
                                    header,
                                    editor(current));
                        },
                        this::showGone);
    }

    private PersonEditor editor(PersonProfile person) {
        WhileThere there = whileThere(person.id());
        return new PersonEditor(words, people, tags, person, there, () -> show(person.id()));
    }

    private WhileThere whileThere(SubjectId id) {
        Supplier<Optional<String>> restore =
                () -> {
                    people.restore(id);
                    return Optional.empty();
                };
        return new WhileThere(
                words,
                "crm.person.gone.",
                PersonNavigation.LIST,
                permissions.has(CrmPermissions.EDIT) ? Optional.of(restore) : Optional.empty());
    }

    private void delete(PersonProfile person) {
        UI ui = UI.getCurrent();
        SubjectId id = person.id();
        Optional<SubjectId> next = neighbour(person, false).or(() -> neighbour(person, true));
        boolean deleted = people.delete(id);
        ui.navigate(
                PersonNavigation.LIST,
                next.map(there -> QueryParameters.of(LeftList.AT, there.toString()))
                        .orElse(QueryParameters.empty()));
        if (!deleted) {
            Toasts.show(words.get("crm.person.deleted.before"));
            return;
        }
        Toasts.undoable(
                words.get("crm.person.deleted"),
                () -> {
                    try {
                        people.restore(id);
                        ui.navigate(PersonNavigation.of(id));
                    } catch (PartyGoneException gone) {
                        Toasts.show(words.get("crm.person.gone"));
                    }
                });
    }
}
