"""The made-up desk's evidence packs."""

from __future__ import annotations

from uuid import UUID

from almasu.interfaces.portal.views.answers import RequestView
from almasu.interfaces.portal.views.people import SessionToken
from almasu.interfaces.portal.views.proof import EvidenceFile
from almasu.law.text import Language


class FakeEvidence:
    """Gives a file for every request that may be seen."""

    async def request(self, session: SessionToken, request: UUID) -> RequestView: ...

    async def evidence(self, session: SessionToken, request: UUID) -> EvidenceFile:
        await self.request(session, request)
        return EvidenceFile("almasu-evidence-1.html", b"<!doctype html>")

    async def evidence_document(self, session: SessionToken, request: UUID, language: Language) -> EvidenceFile:
        await self.request(session, request)
        return EvidenceFile(f"almasu-evidence-1-{language}.pdf", b"%PDF-1.7")
