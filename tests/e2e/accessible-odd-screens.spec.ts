import { checkScreens } from './accessibility/accessible-screens.ts';

checkScreens('odd');
