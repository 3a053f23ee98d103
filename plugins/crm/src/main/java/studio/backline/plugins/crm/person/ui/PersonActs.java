package studio.backline.plugins.crm.person.ui;

import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import studio.backline.contract.subject.SubjectId;
import studio.backline.plugins.crm.party.ui.PartyActs;
import studio.backline.plugins.crm.person.PersonDetails;
import studio.backline.plugins.crm.person.PersonProfile;
import studio.backline.plugins.crm.person.PersonService;

/** What can be done to people who are chosen. */
record PersonActs(PersonService people) implements PartyActs {

    @Override
    public boolean delete(UUID id) {
        return people.delete(new SubjectId(id));
    }

    @Override
    public Optional<String> restore(UUID id) {
        people.restore(new SubjectId(id));
        return Optional.empty();
    }

    @Override
    public boolean changeTags(UUID id, UnaryOperator<Set<String>> change) {
        return people.find(new SubjectId(id))
                .filter(person -> changeTags(person, change))
                .isPresent();
    }

    private boolean changeTags(PersonProfile person, UnaryOperator<Set<String>> change) {
        PersonDetails details = person.details();
        Set<String> tags = change.apply(details.tags());
        if (tags.equals(details.tags())) {
            return false;
        }
        people.change(person.id(), person.version(), details.tagged(tags));
        return true;
    }
}
