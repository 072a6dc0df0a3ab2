"""The page model: where pages and columns turn, printed or not (`#CORS5`)."""

from tei_encode.recognition.pages.model import Column, PageModel, Turn, model_pages

__all__ = ["Column", "PageModel", "Turn", "model_pages"]
