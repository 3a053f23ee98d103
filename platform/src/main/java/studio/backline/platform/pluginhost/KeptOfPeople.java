package studio.backline.platform.pluginhost;

import java.util.Set;
import studio.backline.contract.privacy.DataCategory;
import studio.backline.contract.subject.SubjectKind;

/**
 * One kind of thing that a plugin keeps of people.
 *
 * @param category what it tells
 * @param of of whom, over all of its tables
 */
public record KeptOfPeople(DataCategory category, Set<SubjectKind> of) {}
