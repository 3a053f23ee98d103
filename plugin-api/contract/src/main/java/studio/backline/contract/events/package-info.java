/** What happened in one plugin and concerns others, told after it was committed. */
@NullMarked
package studio.backline.contract.events;

import org.jspecify.annotations.NullMarked;
