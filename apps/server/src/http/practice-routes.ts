import express, { type Router } from 'express';
import { practiceItems } from '../practice/rooms.ts';

/** The rooms of the practice table that stand on no agenda. */
export function practiceRoutes(): Router {
  const routes = express.Router();
  routes.get('/items', (_request, response) => {
    response.json(practiceItems.map((id) => ({ id, alias: aliasOf(id), room: `item:${id}` })));
  });
  return routes;
}

/** What people call a case at the table: never the name of a family. */
function aliasOf(id: string): string {
  return id.charAt(0).toUpperCase() + id.slice(1);
}
