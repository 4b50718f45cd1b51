import { apiPaths } from '@overlegtafel/protocol/api-paths';
import {
  comeBack,
  type ItemCall,
  type ItemCallName,
  itemCalls as commands,
  monitoringOutcome,
  planMonitoring,
  type World,
} from '@overlegtafel/usecases';
import { bindPlain, type BoundCall } from '../contract/bound-call.ts';

/** Everything that is done to one item, and to the case that it belongs to. */
export function itemCalls(world: World): readonly BoundCall[] {
  return [
    ...Object.entries(commands).flatMap(([name, command]) =>
      isItemCall(name) ? [bindItemCommand(name, command, world)] : [],
    ),
    bindPlain('comeBack', ({ params: { recusal = '' }, body }, caller) =>
      comeBack({ recusal, body }, caller, world),
    ),
    bindPlain('planMonitoring', ({ params, body }, caller) =>
      planMonitoring({ case: params['case'] ?? '', body }, caller, world),
    ),
    bindPlain('monitoringOutcome', ({ params, body }, caller) => {
      const { moment = '' } = params;
      return monitoringOutcome({ case: params['case'] ?? '', moment, body }, caller, world);
    }),
  ];
}

function isItemCall(name: string): name is ItemCallName {
  return Object.hasOwn(apiPaths, name);
}

function bindItemCommand(name: ItemCallName, command: ItemCall, world: World): BoundCall {
  return bindPlain(name, ({ params: { item = '', ...named }, body }, caller) =>
    command({ item, ...named, body }, caller, world),
  );
}
