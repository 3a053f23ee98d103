package studio.backline.plugins.crm.person.ui;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import studio.backline.contract.subject.SubjectId;
import studio.backline.plugins.crm.party.PartyGoneException;
import studio.backline.plugins.crm.person.PersonDetails;
import studio.backline.plugins.crm.person.PersonProfile;
import studio.backline.plugins.crm.person.PersonService;

/** Does one thing to several people, one after the other. */
final class ChosenPeople {

    private final PersonService people;

    ChosenPeople(PersonService people) {
        this.people = people;
    }

    /** Tags them, and gives those who had not been. */
    List<SubjectId> tag(Collection<SubjectId> ids, String name) {
        return changeTags(ids, tags -> with(tags, name));
    }

    /** Takes the tag off them, and gives those who had it. */
    List<SubjectId> untag(Collection<SubjectId> ids, String name) {
        return changeTags(ids, tags -> without(tags, name));
    }

    /** Deletes them, and gives those who were still there. */
    List<SubjectId> delete(Collection<SubjectId> ids) {
        return ids.stream().filter(people::delete).toList();
    }

    void restore(Collection<SubjectId> ids) {
        ids.forEach(id -> whileThere(() -> people.restore(id) != null));
    }

    private List<SubjectId> changeTags(
            Collection<SubjectId> ids, UnaryOperator<Set<String>> change) {
        return ids.stream().filter(id -> whileThere(() -> changeTags(id, change))).toList();
    }

    // Whoever is gone meanwhile holds up nobody else.
    private static boolean whileThere(BooleanSupplier act) {
        try {
            return act.getAsBoolean();
        } catch (PartyGoneException gone) {
            return false;
        }
    }

    private boolean changeTags(SubjectId id, UnaryOperator<Set<String>> change) {
        return people.find(id).filter(person -> changeTags(person, change)).isPresent();
    }

    private boolean changeTags(PersonProfile person, UnaryOperator<Set<String>> change) {
        PersonDetails details = person.details();
        Set<String> tags = change.apply(details.tags());
        if (tags.equals(details.tags())) {
            return false;
        }
        PersonDetails tagged =
                new PersonDetails(
                        details.name(),
                        details.language(),
                        details.city(),
                        details.country(),
                        details.roles(),
                        details.contacts(),
                        details.affiliations(),
                        tags);
        people.change(person.id(), person.version(), tagged);
        return true;
    }

    private static Set<String> with(Set<String> tags, String name) {
        Set<String> more = new HashSet<>(tags);
        more.add(name);
        return more;
    }

    private static Set<String> without(Set<String> tags, String name) {
        Set<String> fewer = new HashSet<>(tags);
        fewer.remove(name);
        return fewer;
    }
}
